import type { Environment } from "../../../contract/environment";
import { judge } from "../promtool";
import type { Story } from "./story";
import { writeStoryTests } from "./story-tests";

/**
 * Evaluates every policy over every story with promtool.
 *
 * @returns one message for each story of which the policies that open, or the minute, are not as told
 */
export async function runStories(
  environment: Environment,
  stories: readonly Story[],
  directory: string,
): Promise<string[]> {
  const tests = writeStoryTests(environment, stories, directory);
  const { unmet, errors } = await judge(
    tests.map(({ file }) => file),
    directory,
  );
  const untrue = tests.flatMap(({ story, expression }) =>
    (unmet.get(expression) ?? []).map((message) => `story '${story.title}'\n${message}`),
  );
  return [...untrue, ...errors];
}
