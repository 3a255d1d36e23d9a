import type { TestProject } from 'vitest/node'
import { startPostgresServer } from '../../packages/server/src/warehouses/testing/postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL with a small shop, as somebody would connect it. */
    shopWarehouse: { port: number; user: string; password: string; database: string }
  }
}

/** Starts the warehouse that browser tests connect, for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { settings, password, stop } = await startPostgresServer(
    'CREATE TABLE customers (id integer PRIMARY KEY, name text)',
    'CREATE TABLE products (id integer PRIMARY KEY, label text)',
    'CREATE TABLE orders (id integer PRIMARY KEY, buyer integer REFERENCES customers, product_id integer, amount numeric(10, 2))',
    "INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bo')",
    "INSERT INTO products VALUES (1, 'Ink')",
    'INSERT INTO orders VALUES (1, 1, 1, 10.50), (2, 1, 1, 20), (3, 2, 1, 5)',
  )
  project.provide('shopWarehouse', { port: settings.port, user: settings.user, password, database: settings.dbname })
  return stop
}
