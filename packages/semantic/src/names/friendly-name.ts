/**
 * A technical name as people read it: cut at underscores, camel case and digits, lower case, first letter upper.
 * `customer_id` → "Customer id", `revenue_2021_Q1` → "Revenue 2021 q 1".
 */
export function friendlyName(name: string): string {
  const words = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+|[\p{Lo}\p{Lm}\p{Mark}]+/gu)
  if (words === null) return name
  const text = words.join(' ').toLowerCase()
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
