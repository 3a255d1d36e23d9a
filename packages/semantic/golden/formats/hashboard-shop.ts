/** A small shop as data models of Hashboard. */
export const hashboardShop: Record<string, string> = {
  'hashboard/m_orders.yml': `hbVersion: "1.0"
type: model
grn: m:7oXKMCOoGfP-2DfA
alias: sales
name: Sales
description: One row per order
resourceMetadata: {status: verified, owner: a@b.example, labels: [money]}
source: {connectionName: Uploads, physicalName: orders.parquet, schema: main}
cacheTtl: 4
cols:
  - {id: order_id, name: Order, type: attribute, physicalName: order_id, primaryKey: true, isHiddenByDefault: true}
  - {id: buyer, name: Buyer, type: attribute, physicalName: customer_id, foreignModels: ["m:KlM-jd48vzQsPLmS"]}
  - {id: product, name: Product, type: attribute, physicalName: order_status, foreignModels: [m::products]}
  - {id: placed, name: Placed, type: datetime, physicalName: ordered_at, primaryDate: true, aggregationOptions: {minGranularity: day, maxGranularity: year}}
  - {id: state, name: State, description: Where it is, type: attribute, physicalName: order_status}
  - {id: shout, name: Shout, type: attribute, sql: "upper({{ state }}) || '!'"}
  - {id: size, name: Size, type: attribute, sql: amount * 2, aggregationOptions: {defaultBinWidth: 5, binsEnabled: true}}
  - {id: buyer_name, name: Name of the buyer, type: attribute, sql: upper(customers.full_name)}
  - {id: revenue, name: Revenue, type: measure, aggregate: sum, physicalName: amount, formattingOptions: {fixedDecimals: 2, formatAsDollars: true}}
  - {id: buyers, name: Buyers, type: metric, aggregate: count_distinct, physicalName: customer_id}
  - {id: per_buyer, name: Per buyer, type: measure, sql: sum(sales.amount) / count(distinct sales.customer_id), numberFormat: {style: currency, decimals: {min: 0, max: 1}}}
  - {id: doubled, name: Doubled, type: measure, sql: "{{ revenue }} * 2"}
  - {id: paid_share, name: Paid, type: measure, sql: "avg(case when {{ state }} = 'paid' then 1 else 0 end)", formattingOptions: {formatAsPercent: true}}
  - {id: middle, name: Middle, type: measure, aggregate: mode, physicalName: amount}
  - {id: by_region, name: Region, type: measure, sql: "sum(regions.x)"}
  - {id: staged, name: Staged, type: measure, sql: "sum(\${FACTOR} * amount)"}
`,
  'hashboard/m_customers.yml': `hbVersion: "1.0"
type: model
grn: m:KlM-jd48vzQsPLmS:customers
name: Customers
source: {connectionName: Uploads, sql: "SELECT * FROM customers;"}
cols:
  - {id: customer, name: Customer, type: attribute, physicalName: customer_id, primaryKey: true}
  - {id: name, name: Name, type: attribute, physicalName: full_name}
  - {id: row_count, name: Customers, type: measure, aggregate: row_count}
`,
  'hashboard/m_regions.json': `{"hbVersion": "1.0", "type": "model", "name": "All regions", "source": {"connectionName": "Uploads", "physicalName": "\${DATASET}.regions"}, "cols": []}`,
}
