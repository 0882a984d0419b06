import { costLine, type CostLine } from "../../contract/cost/line";
import { unitUsd, type Price } from "../../contract/cost/price";
import { prices } from "../../contract/cost/prices";
import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { modelTokens } from "../../contract/model-tokens";

/** Cost of the model by modality, and of synthesized speech. */
export function modelLines(environment: UsedEnvironment): CostLine[] {
  const { usage, vertex, textToSpeech } = environment;
  const { turnsPerMinute, contextTokens, instructionTokens, speakingShare } = usage.voice;
  const { inputTokens, outputTokens } = usage.texts;
  const tokens = modelTokens(environment);
  const line = (
    key: string,
    title: string,
    price: Price,
    quantity: number,
    model: string,
    assumption: string,
  ): CostLine =>
    costLine({
      key: `model/${key}`,
      product: "Vertex AI",
      title,
      quantity,
      unit: price.unit,
      unitUsd: unitUsd(price, vertex.location),
      assumption: `${model}; ${assumption}`,
    });
  const live = (key: string, title: string, price: Price, quantity: number, assumption: string): CostLine =>
    line(key, title, price, quantity, vertex.model, assumption);
  const text = (key: string, title: string, price: Price, quantity: number, assumption: string): CostLine =>
    line(key, title, price, quantity, vertex.textModel, assumption);
  const turns = `${turnsPerMinute} turns a minute`;
  return [
    live(
      "audio-input",
      "Audio heard",
      prices.audioInputTokens,
      tokens.audioInput,
      "25 tokens for each second of the session hours",
    ),
    live(
      "audio-context",
      "Audio of earlier turns, heard again",
      prices.audioInputTokens,
      tokens.audioContext,
      `${turns}, each billed for a window of ${contextTokens} tokens`,
    ),
    live(
      "audio-output",
      "Audio spoken",
      prices.audioOutputTokens,
      tokens.audioOutput,
      `25 tokens a second of speech, ${speakingShare} of each session`,
    ),
    live(
      "instructions",
      "Instructions read",
      prices.instructionTokens,
      tokens.instructions,
      `${turns}, each billed for ${instructionTokens} tokens`,
    ),
    text("text-input", "Prompts read", prices.textInputTokens, tokens.textInput, `${inputTokens} tokens a request`),
    text("text-output", "Text written", prices.textOutputTokens, tokens.textOutput, `${outputTokens} tokens a request`),
    costLine({
      key: "speech/characters",
      product: "Text-to-Speech",
      title: "Characters spoken",
      quantity: textToSpeech.enabled ? usage.speechCharacters : 0,
      unit: prices.speechCharacters.unit,
      unitUsd: unitUsd(prices.speechCharacters, vertex.location),
      assumption: "Neural2 voices; what the audio cache answers is not spoken again",
    }),
  ];
}
