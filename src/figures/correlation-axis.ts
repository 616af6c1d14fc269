/** The axis of every correlation, of every difference of two, and of every share: fixed, so that figures can be compared. */
export const CORRELATION_AXIS = { domain: [-1, 1], ticks: [-1, -0.5, 0, 0.5, 1], rules: [0] } as const;
