export function enforcePolicies(_built: unknown): void {}
