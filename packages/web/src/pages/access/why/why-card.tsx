import { NativeSelect, Select, SimpleGrid, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { thingKinds, type ThingKind } from '../../../api/explanations.ts'
import { Card } from '../../../components/card.tsx'
import { PersonSelect } from '../../../components/person-select.tsx'
import { useThings } from './use-things.ts'
import { WhyAnswer } from './why-answer.tsx'

/** Picks a person and a thing, and says why the one can or cannot see the other. */
export function WhyCard({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const [userUuid, setUserUuid] = useState<string | null>(null)
  const [kind, setKind] = useState<ThingKind>('project')
  const [picked, setPicked] = useState<string | null>(null)
  const things = useThings(projectUuid, kind)
  const id = kind === 'project' ? projectUuid : picked
  return (
    <Card title={t('why.title')} text={t('why.text')}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <PersonSelect label={t('why.person')} value={userUuid} onPick={(person) => setUserUuid(person.userUuid)} />
          <NativeSelect
            label={t('why.kind')}
            value={kind}
            data={thingKinds.map((each) => ({ value: each, label: t(`why.kindChoices.${each}`) }))}
            onChange={(event) => {
              setKind(thingKinds.find((each) => each === event.currentTarget.value) ?? 'project')
              setPicked(null)
            }}
          />
          {kind !== 'project' && (
            <Select label={t('why.thing')} data={things} value={picked} searchable allowDeselect={false} limit={100} onChange={setPicked} />
          )}
        </SimpleGrid>
        {userUuid !== null && id !== null && <WhyAnswer question={{ userUuid, projectUuid, kind, id }} />}
      </Stack>
    </Card>
  )
}
