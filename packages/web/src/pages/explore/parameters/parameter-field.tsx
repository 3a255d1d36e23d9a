import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { IconInfoCircle, IconRestore } from '@tabler/icons-react'
import type { ParameterValue } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import type { ParameterChoice } from '../../../explore/parameter-choice.ts'
import classes from './parameter-field.module.css'
import { ParameterInput } from './parameter-input.tsx'

type Props = {
  projectUuid: string
  choice: ParameterChoice
  /** Said when there is no value; that one is needed when absent. */
  missing?: string | undefined
  inline?: boolean
  onChange: (values: ParameterValue[]) => void
}

/** One parameter: its control, a way back to what it was by itself, and what it is for. `inline`: in one line, what it is for behind a sign. */
export function ParameterField({ projectUuid, choice, missing, inline = false, onChange }: Props) {
  const { t } = useTranslation()
  const { parameter, values, isChosen } = choice
  const { label, description } = parameter
  const state =
    values.length === 0 ? (
      <Text size="xs" c={missing === undefined ? 'orange.8' : 'dimmed'} {...(inline ? {} : { mt: 2 })} role="status">
        {missing ?? t('parameters.missing')}
      </Text>
    ) : null
  const reset = (
    <Tooltip label={t('parameters.reset', { name: label })}>
      <ActionIcon
        size={30}
        variant="subtle"
        color="gray"
        aria-label={t('parameters.reset', { name: label })}
        // Its place is kept: what is beside it must not move under a click.
        style={{ visibility: isChosen ? 'visible' : 'hidden' }}
        onClick={() => onChange([])}
      >
        <IconRestore size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
  const input = <ParameterInput projectUuid={projectUuid} choice={choice} onChange={onChange} {...(inline ? { classNames: inlineNames } : {})} />
  if (inline) {
    return (
      <div className={classes['field']} data-inline={parameter.multiple === true ? 'list' : (parameter.type ?? 'string')}>
        {input}
        {description !== undefined && (
          <Tooltip label={description} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
            <ActionIcon size={24} variant="subtle" color="gray" aria-label={t('parameters.about', { name: label, text: description })}>
              <IconInfoCircle size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        {reset}
        {state}
      </div>
    )
  }
  return (
    <div className={classes['field']}>
      <Group gap={4} align="flex-end" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>{input}</div>
        {reset}
      </Group>
      {state ??
        (description !== undefined && (
          <Text size="xs" c="dimmed" mt={2}>
            {description}
          </Text>
        ))}
    </div>
  )
}

const inlineNames = { root: classes['inlineInput'] ?? '', label: classes['inlineLabel'] ?? '', wrapper: classes['inlineWrapper'] ?? '' }
