import { z } from "zod";

/** What the core tells a harness on its `control` stream. The first line after the ok is always `state`. */
export const controlMessageSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("state"), paused: z.boolean() }),
  z.object({ do: z.literal("cancel") }),
  z.object({ do: z.literal("compact") }),
  z.object({ do: z.literal("steer"), text: z.string() }),
  z.object({ do: z.literal("set_model"), model: z.string().min(1) }),
  z.object({ do: z.literal("new_session") }),
  z.object({ do: z.literal("pause"), paused: z.boolean() }),
]);
export type ControlMessage = z.infer<typeof controlMessageSchema>;
