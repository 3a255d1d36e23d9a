import { QueryError } from '../types/compiled-query.ts'
import type { CustomBinDimension } from '../types/metric-query.ts'

/** The refusal of a custom dimension whose definition makes no sense; `what` continues "The custom dimension x …". */
export const wrongBin = (bin: CustomBinDimension, what: string): QueryError =>
  new QueryError('invalid_query', `The custom dimension ${bin.id} ${what}.`, { at: bin.id })
