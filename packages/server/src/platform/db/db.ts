import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** The store. Only `*-store.ts`, `jobs`, `platform` and `main.ts` may import from this folder. */
export type Db = Kysely<Schema>

/** An open transaction on the store. */
export type Tx = Transaction<Schema>
