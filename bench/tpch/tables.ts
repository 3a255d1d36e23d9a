import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** Made anew when this changes. */
const version = 1

/** A value of a list, chosen by a hash. */
const pick = (values: readonly string[], seed: string): string =>
  `[${values.map((value) => `'${value}'`).join(', ')}][1 + (hash(${seed}) % ${values.length})::INTEGER]`
/** A whole number from 0 to below `below`, by a hash. */
const number = (below: number, seed: string): string => `(hash(${seed}) % ${below})::BIGINT`
const day = (from: string, days: number, seed: string): string => `(DATE '${from}' + (hash(${seed}) % ${days})::INTEGER)`

const regions = ['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST']
const segments = ['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'MACHINERY', 'HOUSEHOLD']
const priorities = ['1-URGENT', '2-HIGH', '3-MEDIUM', '4-NOT SPECIFIED', '5-LOW']
const modes = ['REG AIR', 'AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB']
const kinds = ['STANDARD', 'SMALL', 'MEDIUM', 'LARGE', 'ECONOMY', 'PROMO']

/**
 * Tables of the shape and size of TPC-H at scale 1: the same columns, keys and numbers of rows, with values by a hash
 * in place of the benchmark's own generator, which would have to be downloaded.
 */
const statements = [
  `CREATE TABLE region AS SELECT i::INTEGER AS r_regionkey, [${regions.map((name) => `'${name}'`).join(', ')}][i + 1] AS r_name FROM range(5) t(i)`,
  `CREATE TABLE nation AS SELECT i::INTEGER AS n_nationkey, 'NATION ' || i AS n_name, (i % 5)::INTEGER AS n_regionkey FROM range(25) t(i)`,
  `CREATE TABLE supplier AS SELECT i::INTEGER AS s_suppkey, 'Supplier ' || i AS s_name, ${number(25, "i || 'sn'")}::INTEGER AS s_nationkey FROM range(1, 10001) t(i)`,
  `CREATE TABLE customer AS SELECT i::INTEGER AS c_custkey, 'Customer ' || i AS c_name, ${number(25, "i || 'cn'")}::INTEGER AS c_nationkey,
    (${number(1_100_000, "i || 'cb'")} / 100 - 1000)::DECIMAL(12, 2) AS c_acctbal, ${pick(segments, "i || 'cs'")} AS c_mktsegment FROM range(1, 150001) t(i)`,
  `CREATE TABLE part AS SELECT i::INTEGER AS p_partkey, 'Part ' || i AS p_name, ${pick(kinds, "i || 'pk'")} || ' BRASS' AS p_type,
    (900 + ${number(1200, "i || 'pp'")})::DECIMAL(12, 2) AS p_retailprice FROM range(1, 200001) t(i)`,
  `CREATE TABLE orders AS SELECT i::BIGINT AS o_orderkey, (1 + ${number(150_000, "i || 'oc'")})::INTEGER AS o_custkey, ${day('1992-01-01', 2406, "i || 'od'")} AS o_orderdate,
    ${pick(priorities, "i || 'op'")} AS o_orderpriority, 0::INTEGER AS o_shippriority, (1000 + ${number(45_000_000, "i || 'ot'")} / 100)::DECIMAL(12, 2) AS o_totalprice FROM range(1, 1500001) t(i)`,
  `CREATE TABLE lineitem AS SELECT o_orderkey AS l_orderkey, n::INTEGER AS l_linenumber, (1 + ${number(200_000, "k || 'lp'")})::INTEGER AS l_partkey, (1 + ${number(10_000, "k || 'ls'")})::INTEGER AS l_suppkey,
    (1 + ${number(50, "k || 'lq'")})::DECIMAL(12, 2) AS l_quantity, (900 + ${number(10_400_000, "k || 'le'")} / 100)::DECIMAL(12, 2) AS l_extendedprice,
    (${number(11, "k || 'ld'")} / 100)::DECIMAL(12, 2) AS l_discount, (${number(9, "k || 'lt'")} / 100)::DECIMAL(12, 2) AS l_tax,
    CASE WHEN shipped < DATE '1995-06-17' THEN ${pick(['R', 'A'], "k || 'lr'")} ELSE 'N' END AS l_returnflag, CASE WHEN shipped > DATE '1995-06-17' THEN 'O' ELSE 'F' END AS l_linestatus,
    shipped AS l_shipdate, (o_orderdate + (30 + hash(k || 'lc') % 60)::INTEGER) AS l_commitdate, (shipped + (1 + hash(k || 'lv') % 30)::INTEGER) AS l_receiptdate, ${pick(modes, "k || 'lm'")} AS l_shipmode
    FROM (SELECT *, o_orderkey * 8 + n AS k, (o_orderdate + (1 + hash((o_orderkey * 8 + n) || 'lh') % 121)::INTEGER) AS shipped FROM orders, range(1, 8) t(n) WHERE n <= 1 + hash(o_orderkey || 'n') % 7)`,
]

/** A connection to the tables, made at the first run and kept in the folder for temporary files. */
export async function openTables(): Promise<DuckDBConnection> {
  const folder = path.join(tmpdir(), 'atrium-bench')
  const file = path.join(folder, `tpch-${version}.duckdb`)
  const known = await stat(file).then(
    () => true,
    () => false,
  )
  if (!known) {
    await mkdir(folder, { recursive: true })
    const draft = `${file}.${process.pid}`
    await rm(draft, { force: true })
    const making = await DuckDBInstance.create(draft)
    const connection = await making.connect()
    for (const statement of statements) await connection.run(statement)
    connection.closeSync()
    making.closeSync()
    await rename(draft, file)
  }
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: '2' })
  const connection = await instance.connect()
  // As in the product: this optimizer gives wrong numbers in DuckDB 1.5.
  await connection.run("SET disabled_optimizers = 'common_subplan'")
  return connection
}
