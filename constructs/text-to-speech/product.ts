import type { Product } from "../product";
import { textToSpeechAlerts } from "./alerts";

export const textToSpeechProduct: Product = {
  alerts: [textToSpeechAlerts],
};
