export type { ErrorCode } from './platform/errors.ts'
