import { isRecord } from '../is-record.ts'

/** Data of foreign files, looked at without trust: what is not of the asked kind is not there. */
export type Plain = Readonly<Record<string, unknown>>

export const asObject = (value: unknown): Plain => (isRecord(value) ? value : {})
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
export const asText = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined)
export const asNumber = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)
export const textsOf = (value: unknown): string[] => asList(value).flatMap((each) => asText(each) ?? [])

/** At most as long as names here may be; of nothing, a name that says where it is from. */
export const nameOf = (value: unknown, otherwise: string): string => (asText(value) ?? otherwise).trim().slice(0, 250)
