import { Button, Popover, Stack, TextInput } from '@mantine/core'
import { IconClockHour4 } from '@tabler/icons-react'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { asLocalInput, fromLocalInput, momentsAgo } from './moments.ts'

type Props = { asOf: string | null; onPick: (asOf: string) => void; size?: 'xs' | 'sm' }

const presets = Object.keys(momentsAgo) as (keyof typeof momentsAgo)[]

/** The one control of time travel: a moment to look at things as of, often chosen ones by name. */
export function AsOfMenu({ asOf, onPick, size = 'sm' }: Props) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const pick = (moment: Date): void => {
    setOpened(false)
    onPick(moment.toISOString())
  }
  return (
    <Popover position="bottom-end" width={260} trapFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button size={size} variant="default" leftSection={<IconClockHour4 size={16} />} onClick={() => setOpened(!opened)}>
          {t('timeTravel.asOf')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={2} mb="sm">
          {presets.map((preset) => (
            <Button key={preset} size="xs" variant="subtle" justify="start" onClick={() => pick(ago(preset))}>
              {t(`timeTravel.ago.${preset}`)}
            </Button>
          ))}
        </Stack>
        <OtherMoment asOf={asOf} onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  )
}

const ago = (preset: keyof typeof momentsAgo): Date => new Date(Date.now() - momentsAgo[preset])

function OtherMoment({ asOf, onPick }: { asOf: string | null; onPick: (moment: Date) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => asLocalInput(asOf === null ? new Date() : new Date(asOf)))
  const [isWrong, setWrong] = useState(false)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const moment = fromLocalInput(text, new Date())
    if (moment === null) setWrong(true)
    else onPick(moment)
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        type="datetime-local"
        size="xs"
        label={t('timeTravel.moment')}
        value={text}
        error={isWrong && t('timeTravel.notPast')}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setWrong(false)
        }}
      />
      <Button type="submit" size="xs" mt="xs" fullWidth>
        {t('timeTravel.look')}
      </Button>
    </form>
  )
}
