import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { IconRestore } from '@tabler/icons-react'
import type { ParameterValue } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import type { ParameterChoice } from '../../../explore/parameter-choice.ts'
import { ParameterInput } from './parameter-input.tsx'

type Props = {
  projectUuid: string
  choice: ParameterChoice
  /** Said when there is no value; that one is needed when absent. */
  missing?: string | undefined
  onChange: (values: ParameterValue[]) => void
}

/** One parameter: its control, a way back to what it was by itself, and what it is for. */
export function ParameterField({ projectUuid, choice, missing, onChange }: Props) {
  const { t } = useTranslation()
  const { parameter, values, isChosen } = choice
  return (
    <div style={{ minWidth: 180, maxWidth: 420, flex: '0 1 240px' }}>
      <Group gap={4} align="flex-end" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>
          <ParameterInput projectUuid={projectUuid} choice={choice} onChange={onChange} />
        </div>
        <Tooltip label={t('parameters.reset', { name: parameter.label })}>
          <ActionIcon
            size={30}
            variant="subtle"
            color="gray"
            aria-label={t('parameters.reset', { name: parameter.label })}
            // Its place is kept: what is beside it must not move under a click.
            style={{ visibility: isChosen ? 'visible' : 'hidden' }}
            onClick={() => onChange([])}
          >
            <IconRestore size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
      {values.length === 0 ? (
        <Text size="xs" c={missing === undefined ? 'orange.8' : 'dimmed'} mt={2} role="status">
          {missing ?? t('parameters.missing')}
        </Text>
      ) : (
        parameter.description !== undefined && (
          <Text size="xs" c="dimmed" mt={2}>
            {parameter.description}
          </Text>
        )
      )}
    </div>
  )
}
