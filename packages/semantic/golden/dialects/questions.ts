import { aggregates } from './questions/aggregates.ts'
import { calculations, formulas, own } from './questions/calculations.ts'
import { fanOut } from './questions/fan-out.ts'
import { filters, groupsOfFilters } from './questions/filters.ts'
import { insights } from './questions/insights.ts'
import { comparisons, overTime } from './questions/over-time.ts'
import type { Question } from './questions/question.ts'
import { bins, sorts } from './questions/sorts-and-bins.ts'
import { calendars, intervals, ofDates, zones } from './questions/times.ts'

const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

/** Every question, names unique. */
export const questions: readonly Question[] = [
  ...aggregates, ...filters, ...groupsOfFilters, ...intervals, ...ofDates, ...zones, ...sorts, ...bins, ...fanOut, ...calculations, ...formulas, ...own, ...comparisons, ...overTime, ...calendars, ...insights,
] // prettier-ignore

const names = new Set(questions.map(({ name }) => slug(name)))
if (names.size !== questions.length) throw new Error('Two questions have the same name.')
