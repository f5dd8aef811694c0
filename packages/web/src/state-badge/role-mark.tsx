/** Whether this is the manager or any other agent. */
export function RoleMark({ isManager }: { isManager: boolean }) {
  return <span class={isManager ? "role m1nd" : "role"}>{isManager ? "m1nd" : "ag3nt"}</span>;
}
