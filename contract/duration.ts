export const hourSeconds = 3600;
export const daySeconds = 24 * hourSeconds;

/** Days as Google's APIs take a duration: seconds and an `s`. */
export const days = (count: number): string => `${count * daySeconds}s`;
