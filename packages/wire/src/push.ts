import { z } from "zod";

/** `GET /api/push`: the hive's public VAPID key (RFC 8292), base64url. */
export const pushKeySchema = z.object({ public_key: z.string() });
export type PushKey = z.infer<typeof pushKeySchema>;

/** `POST /api/push/subscribe`: a browser's push subscription (W3C Push API) as it describes itself. */
export const pushSubscriptionSchema = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(2000),
  keys: z.object({ p256dh: z.string().min(1).max(200), auth: z.string().min(1).max(100) }),
});
export type PushSubscriptionData = z.infer<typeof pushSubscriptionSchema>;

/** `POST /api/push/unsubscribe`. */
export const pushEndpointSchema = z.object({ endpoint: z.string().max(2000) });

/** What is pushed, encrypted to the browser: a notification that opens `url`, a path of the dashboard. */
export const pushMessageSchema = z.object({
  title: z.string(),
  body: z.string(),
  /** One notification per tag. */
  tag: z.string(),
  url: z.string(),
});
export type PushMessage = z.infer<typeof pushMessageSchema>;
