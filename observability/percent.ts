import { rounded } from "../contract/rounded";

/** A share as people read it: 0.05 becomes `5 %`. */
export const percent = (share: number): string => `${rounded(share * 100)} %`;
