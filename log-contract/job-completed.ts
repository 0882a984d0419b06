import { z } from "zod";
import type { LogLine } from "./log-line";

/** A job from a queue has ended. */
export const jobCompleted = {
  message: "Job completed",
  when: "A job of a queue has ended for good, before its message is acknowledged. An attempt that will be repeated is not the end.",
  schema: z.looseObject({
    message: z.literal("Job completed"),
    jobId: z.string().min(1).describe("The job"),
    outcome: z.enum(["succeeded", "failed"]).describe("Whether it made what was asked for"),
    durationSeconds: z.number().min(0).describe("Time from the first attempt's start to the end, in seconds"),
    audioMixingDurationSeconds: z
      .number()
      .min(0)
      .optional()
      .describe("Time that mixing the audio took, in seconds; absent where nothing was mixed"),
  }),
  example: {
    message: "Job completed",
    jobId: "job-c07d",
    outcome: "succeeded",
    durationSeconds: 184,
    audioMixingDurationSeconds: 12.6,
  },
  metrics: {
    jobsCompleted: {
      name: "jobs_completed",
      description: "Jobs of queues that ended, by outcome",
      unit: "1",
      labels: { outcome: "outcome" },
      counts: "lines",
    },
    audioMixingDuration: {
      name: "audio_mixing_duration",
      description: "Time that mixing the audio of a job took",
      unit: "s",
      counts: "values",
      field: "audioMixingDurationSeconds",
      bounds: [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600],
    },
  },
} as const satisfies LogLine;
