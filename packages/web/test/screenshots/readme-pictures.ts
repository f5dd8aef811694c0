import type { Look } from "./take-picture.ts";

/** A picture that the README shows, by its file in `docs/images`; kept small, since everybody who clones the repository fetches it. */
export type ReadmePicture = { readonly scene: string; readonly look: Look; readonly part?: string };

export const README_PICTURES: Readonly<Record<string, ReadmePicture>> = {
  "dashboard.png": {
    scene: "ordinary",
    look: { colorScheme: "dark", viewport: { width: 1280, height: 740 } },
  },
  "approval.png": {
    scene: "approval-split",
    look: { colorScheme: "light", viewport: { width: 1440, height: 1000 } },
    part: "#apr-87",
  },
  "dashboard-phone.png": {
    scene: "ordinary",
    look: { colorScheme: "dark", viewport: { width: 390, height: 844 } },
  },
};
