/** Rows of one result at most; a cell may ask for fewer. */
export const mostResultRows = 1_000_000
/** Milliseconds that a question to results may take. */
export const resultQuestionMs = 60_000
/** Cells of one run that are under way at once. */
export const cellsAtOnce = 8
/** Components in components at most. */
export const deepestComponents = 5
/** Characters of the values of all inputs of a session together. */
export const mostInputCharacters = 500_000
/** Characters of all values and texts of one cell together, as they are kept: what is longer belongs into a table. */
export const longestOutput = 1_000_000
