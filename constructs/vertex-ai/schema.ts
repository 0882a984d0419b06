import { z } from "zod";
import { text, wholeNumber } from "../../contract/fields";
import { currentModels, endingOf } from "../../contract/models";

const modelLocation = z
  .string()
  .regex(/^([a-z]+-[a-z]+\d+|global)$/, "must be a region like 'us-central1', or 'global'");

const modelId = text.min(1).refine((id) => endingOf(id)?.gone !== true, {
  error: ({ input }) =>
    `'${String(input)}' ${endingOf(String(input))?.state ?? ""}; name a current model such as '${currentModels.live}' or '${currentModels.text}'`,
});

/** Models that the services call. One that converses by voice answers nothing else, so texts have another one. */
export const vertexSettings = z.strictObject({
  /** Region of the endpoint of the Live API. */
  location: modelLocation,
  /** Model of the Live API, for conversations by voice. */
  model: modelId,
  /** Location of the endpoint of `textModel`. Google offers its current text models at `global` and in few regions. */
  textLocation: modelLocation,
  /** Model that writes texts. */
  textModel: modelId.refine((id) => !/(^|-)live(-|$)/.test(id), {
    error: ({ input }) =>
      `'${String(input)}' is a model of the Live API and answers no other request; name a text model such as '${currentModels.text}'`,
  }),
  /** Maximum number of concurrent Live API sessions in the project. More than Google's 1,000 need provisioned throughput. Google, "Start and manage live sessions". */
  liveSessions: wholeNumber.min(1).default(1000),
});
