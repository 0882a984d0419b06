import type { Product } from "../product";
import { speechAlerts } from "./alerts";

export const textToSpeechProduct: Product = {
  alerts: [speechAlerts],
};
