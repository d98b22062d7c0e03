import { Button } from '@mantine/core';
import type { Field, Kind, User } from '../api-types';
import type { Check } from '../submissions/types';
import { fieldOf } from '../records/registry';
import { useWords } from '../text';
import { COVERED, CoveredPicker } from './covered-picker';
import { FieldInput } from './field-input';
import css from './form.module.css';
import type { FormState } from './form-state';
import type { TypedValues } from './typed';
import { useUnitsAt } from './units-at';

interface Props {
  kind: Kind;
  user: User;
  form: FormState;
  findings: Check[];
  /** It is in the register: what it is known by stays. */
  identified: boolean;
  ownerFixed: boolean;
}

/** The kind's fields in its sections; those only the authority may set are shown to it alone. */
export function FormSections({ kind, user, form, findings, identified, ownerFixed }: Props) {
  const { say, pick } = useWords();
  const isAuthority = user.role !== 'operator';
  const shown = (name: string): Field[] => {
    const field = fieldOf(kind, name);
    return field && !field.computed && (isAuthority || !field.authorityOnly) ? [field] : [];
  };
  const fixed = ({ name }: Field): string | undefined => {
    if (identified && (name === kind.codeField || name === kind.ownerField)) return say('form.fixed');
    return name === kind.ownerField && ownerFixed ? (isAuthority ? say('form.ownerHelp') : say('form.ownOrganization')) : undefined;
  };
  return kind.sections.map((section) => (
    <fieldset key={section.label.vi} className={css.section}>
      <legend>{pick(section.label)}</legend>
      <div className={css.fields}>
        {section.fields.flatMap(shown).map((field) => {
          const own = findings.filter(({ path }) => path === field.name);
          return field.name in COVERED && field.type === 'texts' ? (
            <CoveredPicker
              key={field.name}
              field={field}
              host={String(form.values[kind.ownerField] ?? '')}
              value={(form.values[field.name] as string[] | null) ?? []}
              change={(codes) => form.set(field.name, codes)}
              findings={own}
            />
          ) : (
            <FieldInput
              key={field.name}
              field={field}
              value={form.values[field.name] ?? null}
              change={(value) => form.set(field.name, value)}
              findings={own}
              fixed={fixed(field)}
            />
          );
        })}
      </div>
      <UnitsFromMap section={section.fields} form={form} />
    </fieldset>
  ));
}

/** Names of units need not be typed where the map knows them. */
function UnitsFromMap({ section, form }: { section: string[]; form: FormState }) {
  const { say } = useWords();
  const find = useUnitsAt();
  if (!section.includes('declaredCommune') && !section.includes('commune')) return null;
  const commune = form.geometry && find(form.geometry).commune;
  if (!commune) return null;
  const { name, parentName } = commune.properties;
  const filled: TypedValues = section.includes('commune') ? { commune: name } : { declaredDistrict: parentName, declaredCommune: name };
  if (Object.entries(filled).every(([field, value]) => form.values[field] === value)) return null;
  return (
    <Button mt={8} size="compact-sm" variant="light" onClick={() => form.setMany(filled)}>
      {say('form.fillUnits', { units: [name, parentName].filter(Boolean).join(', ') })}
    </Button>
  );
}
