import { MANAGER, OPERATOR, SYSTEM } from "@hyperhive/wire";

/** Colour class of a sender or recipient. */
export function senderClass(address: string): string {
  switch (address) {
    case MANAGER:
      return "mind";
    case OPERATOR:
      return "op";
    case SYSTEM:
      return "sys";
    case "reminder":
      return "rem";
    default:
      return "";
  }
}
