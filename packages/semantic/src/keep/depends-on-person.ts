import { attributeUses } from '../plan/attribute-uses.ts'
import { readsPerson } from '../plan/sql-template.ts'
import type { Explore } from '../types/explore.ts'

/** Whether anything of an explore is another thing for another person: which rows, which fields, what a value is. */
export const dependsOnPerson = (explore: Explore): boolean =>
  attributeUses(explore).length > 0 || readsPerson(JSON.stringify([explore.tables, explore.joinedTables]))
