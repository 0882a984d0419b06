import { artifactRegistryProduct } from "./artifact-registry/product";
import { cloudArmorProduct } from "./cloud-armor/product";
import { cloudDnsProduct } from "./cloud-dns/product";
import { cloudLoggingProduct } from "./cloud-logging/product";
import { cloudMonitoringProduct } from "./cloud-monitoring/product";
import { cloudQuotasProduct } from "./cloud-quotas/product";
import { cloudRunProduct } from "./cloud-run/product";
import { cloudSqlProduct } from "./cloud-sql/product";
import { cloudStorageProduct } from "./cloud-storage/product";
import { firestoreProduct } from "./firestore/product";
import { gkeProduct } from "./gke/product";
import { iamProduct } from "./iam/product";
import { iapProduct } from "./iap/product";
import { kmsProduct } from "./kms/product";
import { loadBalancingProduct } from "./load-balancing/product";
import { pubsubProduct } from "./pubsub/product";
import { secretManagerProduct } from "./secret-manager/product";
import { textToSpeechProduct } from "./text-to-speech/product";
import { vertexAiProduct } from "./vertex-ai/product";
import { vpcProduct } from "./vpc/product";
import type { Product } from "./product";

/**
 * Map from folder name to product. The overview dashboard, the estimate and the list of
 * stores use this order.
 */
export const productsByFolder: Readonly<Record<string, Product>> = {
  "cloud-run": cloudRunProduct,
  "load-balancing": loadBalancingProduct,
  "cloud-armor": cloudArmorProduct,
  vpc: vpcProduct,
  "cloud-dns": cloudDnsProduct,
  "cloud-sql": cloudSqlProduct,
  firestore: firestoreProduct,
  "vertex-ai": vertexAiProduct,
  "text-to-speech": textToSpeechProduct,
  "cloud-storage": cloudStorageProduct,
  "artifact-registry": artifactRegistryProduct,
  pubsub: pubsubProduct,
  kms: kmsProduct,
  "secret-manager": secretManagerProduct,
  "cloud-quotas": cloudQuotasProduct,
  gke: gkeProduct,
  "cloud-monitoring": cloudMonitoringProduct,
  "cloud-logging": cloudLoggingProduct,
  iam: iamProduct,
  iap: iapProduct,
};

export const products: readonly Product[] = Object.values(productsByFolder);
