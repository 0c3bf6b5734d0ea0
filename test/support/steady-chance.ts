import fc from "fast-check";

// A pipeline must not turn red by chance over something that the change has not touched: there the laws are tried with the
// same cases each time. Everywhere else, and in the soak, they are new in every run.
if (process.env["CI"] !== undefined && process.env["LAWS"] === undefined) fc.configureGlobal({ seed: 20_261_128 });
