import { renderStack } from "../golden/stack";
import { wholeFolder, type Writer } from "./written-file";

const folder = "__tests__/golden";

/** Every stack as people read it: the diff of a pull request says what a deploy will change. */
export const goldens: Writer = ({ root, stacks }) =>
  wholeFolder(
    root,
    folder,
    [...stacks].map(([id, stack]) => ({
      path: `${folder}/${id}.txt`,
      text: `# ${id}, as Terraform reads it; written by npm run update\n\n${renderStack(stack)}`,
    })),
  );
