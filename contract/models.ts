/**
 * Day on which the table was last compared with Google's page "Model versions and
 * lifecycle"; the comparison is due at each cost review.
 */
export const modelsOf = "2026-11-29";

/** Current models, which messages name as a replacement. Offered until 2027-09-25 and 2027-07-21, or later. */
export const currentModels = { live: "gemini-3.8-live", text: "gemini-3.5-flash-lite" };

/** The end of some models. */
interface Ending {
  /** How their names start. */
  readonly prefix: string;
  /** What is wrong with them. */
  readonly state: string;
  /** Whether they answer nobody any more. Such a model is refused, any other one warned of. */
  readonly gone: boolean;
}

/** The longest prefix decides. */
const endings: readonly Ending[] = [
  { prefix: "gemini-1.", state: "was retired in 2025", gone: true },
  { prefix: "gemini-2.0", state: "was retired in 2026", gone: true },
  {
    prefix: "gemini-2.5",
    state:
      "was retired on 2026-10-20: a project that did not use it by then is refused, and the others lose it in 2027",
    gone: false,
  },
  { prefix: "gemini-live-2.5-flash", state: "is offered to those alone whom Google has admitted", gone: false },
  { prefix: "gemini-live-2.5-flash-native-audio", state: "is retired on 2026-12-13", gone: false },
];

/** What Google says of a model's end; undefined of a current model, and of one that the table does not know. */
export const endingOf = (model: string): Ending | undefined =>
  endings
    .filter(({ prefix }) => model.startsWith(prefix))
    .sort((one, other) => other.prefix.length - one.prefix.length)[0];
