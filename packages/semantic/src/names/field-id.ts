/** `<table>_<name>`; dots of a nested name become `__`. */
export function fieldIdOf(table: string, name: string): string {
  return `${table}_${name.includes('.') ? name.replaceAll('.', '__') : name}`
}
