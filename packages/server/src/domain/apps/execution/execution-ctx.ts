import type { Kernels } from '../../../kernels/kernels.ts'
import type { Results } from '../../../results/results.ts'
import type { Warehouses } from '../../../warehouses/warehouse.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import type { ExploreCtx } from '../../explore/explore-target.ts'
import type { NotebookReader } from './reader/notebook-reader.ts'

/** What running cells needs. */
export type ExecutionCtx = ContentCtx & ExploreCtx & { results: Results; kernels: Kernels; notebooks: NotebookReader; warehouses: Warehouses }
