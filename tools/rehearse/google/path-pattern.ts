const patterns = new Map<string, RegExp>();

/** Whether a path is one of a collection's documents. */
export function matches(pattern: string, path: string): boolean {
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(
      `^${pattern
        .replaceAll(".", "\\.")
        .replaceAll("**", ".+")
        .replaceAll(/(?<!\.)\*|(?<=\/)\*/g, "[^/]+")}$`,
    );
    patterns.set(pattern, expression);
  }
  return expression.test(path);
}
