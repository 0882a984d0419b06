import fc from "fast-check";

// The same commit gives the same answer each time: no property fails by the draw of the day.
fc.configureGlobal({ seed: 1 });
