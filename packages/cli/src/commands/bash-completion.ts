/** The bash script that asks `program` for completions. It needs nothing but bash, not its bash-completion package, and runs nothing of what was typed. */
export function bashCompletion(program: string): string {
  const complete = `__${program.replaceAll(/\W/g, "_")}_complete`;
  return `# bash completion for ${program}
${complete}() {
    local cur=\${COMP_WORDS[COMP_CWORD]} line
    COMPREPLY=()
    while IFS= read -r line; do
        line=\${line%%$'\\t'*}
        [[ $line != :* && $line == "$cur"* ]] && COMPREPLY+=("$line")
    done < <(${program} complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F ${complete} ${program}
`;
}
