import { useEffect, useState } from 'react'

/** SQL laid out for reading; the formatter is loaded when first needed. Text it cannot read stays as it is. */
export function useFormattedSql(sql: string | undefined): string {
  const [formatted, setFormatted] = useState('')
  useEffect(() => {
    if (sql === undefined) return
    let isCurrent = true
    const show = (text: string): void => {
      if (isCurrent) setFormatted(text)
    }
    import('./format-sql.ts').then(
      ({ formatSql }) => show(formatSql(sql)),
      () => show(sql),
    )
    return () => {
      isCurrent = false
    }
  }, [sql])
  return sql === undefined ? '' : formatted
}
