export const hourSeconds = 3600;
export const daySeconds = 24 * hourSeconds;

/** Days as a duration of Google's APIs, such as `86400s`. */
export const days = (count: number): string => `${count * daySeconds}s`;
