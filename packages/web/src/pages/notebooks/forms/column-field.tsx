import { Autocomplete, type AutocompleteProps } from '@mantine/core'
import { useState } from 'react'
import { useColumnsOf } from '../notebook-context.ts'

type Props = { label: string; of: string; value: string; onChange: (column: string) => void } & Pick<AutocompleteProps, 'w' | 'description'> & {
    showLabel?: boolean
  }

/** A column of a result: one that is known from a run, or any that is written. */
export function ColumnField({ label, of, value, onChange, showLabel = true, ...rest }: Props) {
  const columns = useColumnsOf(of)
  const [text, setText] = useState({ of: value, value })
  if (text.of !== value) setText({ of: value, value })
  const commit = (column: string): void => {
    if (column !== value) onChange(column)
  }
  return (
    <Autocomplete
      {...rest}
      size="xs"
      openOnFocus={false}
      {...(showLabel ? { label } : { 'aria-label': label })}
      data={[...new Set(columns.map(({ name }) => name))]}
      value={text.value}
      onChange={(column) => setText({ of: value, value: column })}
      onOptionSubmit={commit}
      onBlur={() => commit(text.value)}
    />
  )
}
