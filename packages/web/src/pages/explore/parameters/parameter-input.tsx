import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import { fieldIdOf, type ParameterValue } from '@atrium/semantic'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldValuesQuery } from '../../../api/explores.ts'
import { NumberField } from '../../../components/number-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { ParameterChoice } from '../../../explore/parameter-choice.ts'

type Props = {
  projectUuid: string
  choice: ParameterChoice
  onChange: (values: ParameterValue[]) => void
  /** Of the parts of its control. */ classNames?: { root: string; label: string; wrapper: string }
}

/** The control that fits a parameter: a list of its options, or a field where anything may be written. */
export function ParameterInput({ projectUuid, choice, onChange, classNames }: Props) {
  const { t } = useTranslation()
  const { parameter } = choice
  const [opened, setOpened] = useState(false)
  const offered = useOptions(projectUuid, choice, opened)
  const texts = choice.values.map(String)
  const [first = ''] = texts
  const isList = offered !== undefined
  const common = {
    size: 'xs',
    label: parameter.label,
    placeholder: texts.length === 0 ? t('parameters.choose') : '',
    ...(classNames === undefined ? {} : { classNames }),
  } as const
  // What is chosen is offered too, also when the options have changed since.
  const data = [...new Set([...(offered ?? []), ...texts])]
  const onDropdownOpen = (): void => setOpened(true)
  if (parameter.multiple === true) {
    const list = { ...common, data, value: texts, onChange, onDropdownOpen, clearable: true, maxDropdownHeight: 240 }
    return isList && parameter.allowCustomValues !== true ? <MultiSelect {...list} searchable /> : <TagsInput {...list} acceptValueOnBlur />
  }
  if (isList && parameter.allowCustomValues !== true) {
    const pick = (value: string | null): void => onChange(value === null ? [] : [value])
    return (
      <Select
        {...common}
        data={data}
        value={first === '' ? null : first}
        onChange={pick}
        onDropdownOpen={onDropdownOpen}
        searchable
        allowDeselect={false}
        maxDropdownHeight={240}
      />
    )
  }
  if (isList) {
    // One value of its own: tags that hold one.
    return (
      <TagsInput
        {...common}
        data={data}
        value={texts}
        maxTags={2}
        onChange={(values) => onChange(values.slice(-1))}
        onDropdownOpen={onDropdownOpen}
        acceptValueOnBlur
      />
    )
  }
  switch (parameter.type) {
    case 'number':
      return <NumberField {...common} showLabel value={first === '' ? '' : Number(first)} onCommit={(value) => onChange(value === '' ? [] : [value])} />
    case 'date':
      return <TextInput {...common} type="date" value={first} onChange={({ currentTarget: { value } }) => onChange(value === '' ? [] : [value])} />
    default:
      return <TextField {...common} value={first} onCommit={(value) => onChange(value === '' ? [] : [value])} />
  }
}

/** The options of a parameter, those of a dimension asked for once its list is opened; `undefined` when it has none. */
function useOptions(projectUuid: string, { parameter }: ParameterChoice, opened: boolean): readonly string[] | undefined {
  const { model = '', dimension = '' } = parameter.optionsFromDimension ?? {}
  const asked = parameter.optionsFromDimension !== undefined && model !== ''
  const found = useQuery({
    ...fieldValuesQuery({ projectUuid, exploreName: model, fieldId: fieldIdOf(model, dimension), search: '' }),
    enabled: asked && opened,
  })
  if (!asked) return parameter.options
  // A model that this person may not see offers nothing, and anything may be written.
  if (found.isError) return parameter.options
  const values = (found.data?.results ?? []).filter((value) => typeof value === 'string' || typeof value === 'number').map(String)
  return [...(parameter.options ?? []), ...values]
}
