import { nameOf } from '../../../api/members.ts'
import { Alert, Button, List, Skeleton, Stack, Text } from '@mantine/core'
import { IconCheck, IconEye, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { explanationQuery, type Explanation, type Question } from '../../../api/explanations.ts'
import { userQuery } from '../../../api/session.ts'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { useOwnAbilities } from '../../../components/use-own-abilities.ts'
import { ViewAsDialog } from '../../../components/view-as-dialog.tsx'
import { paths } from '../../../shell/paths.ts'
import { actionText } from '../action-text.ts'
import { SourcesText } from '../sources-text.tsx'
import { ExploreAnswer } from './explore-answer.tsx'
import { refusalText } from './refusal-text.ts'

/** Whether a person can see a thing, and everything that this came from. */
export function WhyAnswer({ question }: { question: Question }) {
  const { t } = useTranslation()
  const explanation = useQuery(explanationQuery(question))
  return (
    <QueryBoundary query={explanation} failed={t('why.failed')} skeleton={<Skeleton height={180} />}>
      {(known) => (
        <>
          <Answer explanation={known} />
          <ViewAs explanation={known} projectUuid={question.projectUuid} />
        </>
      )}
    </QueryBoundary>
  )
}

function Answer({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation()
  const { person, thing, allowed, because, decisions, role, sources, explores, attributes } = explanation
  const name = nameOf(person)
  return (
    <Stack gap="sm" role="group" aria-label={t('why.answer')}>
      <Alert
        color={allowed ? 'green' : 'orange'}
        variant="light"
        styles={{ title: { color: 'var(--mantine-color-text)' } }}
        icon={allowed ? <IconCheck size={20} /> : <IconLock size={20} />}
        title={t(allowed ? 'why.can' : 'why.cannot', { name, kind: t(`why.kinds.${thing.kind}`), thing: thing.name })}
      >
        {because !== null && <Text size="sm">{t(refusalText(because), { name })}</Text>}
      </Alert>
      <Part title={t('why.rules')}>
        <List size="sm">
          {decisions.map((decision) => (
            <List.Item key={decision.action}>
              <DecisionText decision={decision} name={name} />
            </List.Item>
          ))}
        </List>
      </Part>
      <Part title={t('why.role', { role: role === null ? t('access.none') : t(`roles.${role}`) })}>
        <Text size="sm">{role === null ? t('why.noRole') : <SourcesText sources={sources} role={role} />}</Text>
      </Part>
      <SpacePart explanation={explanation} />
      {attributes.length > 0 && (
        <Part title={t('why.attributes')}>
          <List size="sm">
            {attributes.map(({ name: attribute, values }) => (
              <List.Item key={attribute}>
                <b>{attribute}</b>: {values === null ? t('why.noAttribute') : values.length === 0 ? t('why.noValue') : values.join(', ')}
              </List.Item>
            ))}
          </List>
        </Part>
      )}
      {explores.map((explore) => (
        <ExploreAnswer key={explore.name} explore={explore} />
      ))}
    </Stack>
  )
}

/** The way to see it as they do, for whoever may. */
function ViewAs({ explanation: { person, thing }, projectUuid }: { explanation: Explanation; projectUuid: string }) {
  const { t } = useTranslation()
  const own = useQuery(userQuery).data?.userUuid
  const mayView = useOwnAbilities().includes('member.impersonate')
  const [isOpen, setOpen] = useState(false)
  if (!mayView || !person.isActive || person.userUuid === own) return null
  return (
    <div>
      <Button mt="sm" size="xs" variant="default" leftSection={<IconEye size={15} />} onClick={() => setOpen(true)}>
        {t('viewAs.title', { name: nameOf(person) })}
      </Button>
      {isOpen && <ViewAsDialog person={person} href={pageOf(projectUuid, thing)} onClose={() => setOpen(false)} />}
    </div>
  )
}

function pageOf(projectUuid: string, { kind, id }: Explanation['thing']): string {
  switch (kind) {
    case 'project':
      return paths.home(projectUuid)
    case 'explore':
      return paths.explore(projectUuid, id)
    case 'space':
      return paths.space(projectUuid, id)
    case 'chart':
      return paths.chart(projectUuid, id)
    case 'dashboard':
      return paths.dashboard(projectUuid, id)
  }
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {children}
    </div>
  )
}

function DecisionText({ decision: { action, allowed, because, needs }, name }: { decision: Explanation['decisions'][number]; name: string }) {
  const { t } = useTranslation()
  const what = t(actionText(action))
  if (allowed) return t('why.yes', { what })
  const why = t(refusalText(because ?? ''), { name })
  // Of what the rule asks for only that which is missing.
  const missing =
    because === 'role' && needs.role !== null
      ? t('why.needsRole', { role: t(`roles.${needs.role}`) })
      : because === 'space_access' && needs.space !== null
        ? t('why.needsSpace', { role: t(`space.roles.${needs.space}`) })
        : ''
  return t('why.no', { what, why, needs: missing })
}

function SpacePart({ explanation: { space } }: { explanation: Explanation }) {
  const { t } = useTranslation()
  if (space === null) return null
  const shared = [
    ...(space.own === null ? [] : [t('why.ownSpaceRole', { role: t(`space.roles.${space.own}`) })]),
    ...space.groups.map(({ name, role }) => t('why.groupSpaceRole', { name, role: t(`space.roles.${role}`) })),
  ]
  return (
    <Part title={t('why.space', { name: space.name, access: space.access === null ? t('access.none') : t(`space.roles.${space.access}`) })}>
      <Text size="sm">
        {[
          t(space.isPrivate ? 'why.private' : 'why.public'),
          ...(space.inheritsFrom.length === 0 ? [] : [t('why.inheritsFrom', { names: space.inheritsFrom.join(', ') })]),
          ...(shared.length === 0 ? [t('why.notShared')] : shared),
        ].join(' · ')}
      </Text>
    </Part>
  )
}
