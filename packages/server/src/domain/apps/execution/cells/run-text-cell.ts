import { fillText, type CellOf } from '@atrium/documents'
import { valuesFor, type RunCell } from '../execution.ts'

/** The markdown of a text, with the values that it names. */
export const runTextCell: RunCell<CellOf<'text'>> = async (execution, cell) => ({ text: fillText(cell.markdown, valuesFor(execution, cell)) })
