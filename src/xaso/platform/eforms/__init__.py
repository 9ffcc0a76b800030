"""E-forms as data: definition, fields, conditions, rules, answers."""
