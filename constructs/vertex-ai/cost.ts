import type { Environment } from "../../contract/environment";
import { costLine, type CostLine } from "../../contract/cost/line";
import { unitUsd, type Price } from "../../contract/cost/price";
import { prices } from "../../contract/cost/prices";

/** Cost of the model by modality, and of synthesized speech. */
export function modelLines({ usage, vertex, textToSpeech }: Environment): CostLine[] {
  const { audioInput, audioContext, audioOutput, textInput, textOutput } = usage.modelTokens;
  const line = (key: string, title: string, price: Price, quantity: number, assumption: string): CostLine =>
    costLine({
      key: `model/${key}`,
      product: "Vertex AI",
      title,
      quantity,
      unit: price.unit,
      unitUsd: unitUsd(price, vertex.location),
      assumption: `${vertex.model}; ${assumption}`,
    });
  return [
    line("audio-input", "Audio heard", prices.audioInputTokens, audioInput, "25 tokens a second of an open stream"),
    line(
      "audio-context",
      "Audio of earlier turns, heard again",
      prices.audioInputTokens,
      audioContext,
      "each turn is billed for the whole context of its session",
    ),
    line("audio-output", "Audio spoken", prices.audioOutputTokens, audioOutput, "25 tokens a second of speech"),
    line("text-input", "Text read", prices.textInputTokens, textInput, "instructions and prompts"),
    line("text-output", "Text written", prices.textOutputTokens, textOutput, "conversations and transcripts"),
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
