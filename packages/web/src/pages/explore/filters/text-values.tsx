import { Loader, TagsInput, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { isDimensionItem, type FilterRule, type Item } from '@atrium/semantic'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldValuesQuery } from '../../../api/explores.ts'
import { Ago } from '../../../components/ago.tsx'
import { parsePastedValues } from '../../../explore/parse-pasted-values.ts'
import { useValuesSource } from './values-source.ts'

type Props = { rule: FilterRule; item: Item | undefined; onChange: (values: string[]) => void }

/** Text values, suggested from the warehouse while typing; a pasted list becomes many values. */
export function TextValues({ rule, item, onChange }: Props) {
  const { t } = useTranslation()
  const source = useValuesSource()
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState(false)
  const [words] = useDebouncedValue(search, 200)
  const values = (rule.values ?? []).map(String)
  const canSuggest = item !== undefined && isDimensionItem(item) && 'fieldType' in item
  const suggestions = useQuery({
    ...fieldValuesQuery({ ...source, fieldId: rule.target.fieldId, search: words }),
    enabled: canSuggest && open,
    placeholderData: keepPreviousData,
  })
  const offered = (suggestions.data?.results ?? []).filter((value): value is string => typeof value === 'string' && value !== '')
  const refreshedAt = suggestions.data?.refreshedAt
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = parsePastedValues(event.clipboardData.getData('text/plain'))
    if (pasted.length < 2) return
    event.preventDefault()
    // The component has a reading of its own of what is pasted, which knows no line ends.
    event.stopPropagation()
    setSearch('')
    onChange([...new Set([...values, ...pasted])])
  }
  return (
    <>
      <TagsInput
        size="xs"
        aria-label={t('filters.value')}
        placeholder={values.length === 0 ? t('filters.anyValue') : ''}
        value={values}
        onChange={onChange}
        data={[...new Set(offered)]}
        filter={({ options }) => options}
        searchValue={search}
        onSearchChange={setSearch}
        onDropdownOpen={() => setOpen(true)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onPasteCapture={onPaste}
        splitChars={[]}
        acceptValueOnBlur
        clearable
        maxDropdownHeight={240}
        rightSection={suggestions.isFetching ? <Loader size={14} /> : undefined}
      />
      {/* Always has its line: what is below must not move away under a click. */}
      {canSuggest && (
        <Text size="xs" c="dimmed" mt={2} mih={18}>
          {suggestions.isError && t('filters.noSuggestions')}
          {!suggestions.isError && refreshedAt !== undefined && (
            <>
              {t('filters.valuesAsOf')} <Ago at={refreshedAt} />
            </>
          )}
        </Text>
      )}
    </>
  )
}
