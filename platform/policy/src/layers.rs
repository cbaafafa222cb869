//! Demands of several layers put together: they add up, the strictest wins, and nothing is settled in silence.

use crate::pack::{Layer, Parameter, ParameterValue, Stricter};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The parameters that one layer sets. Swedish: nivå av regler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerParameters {
    pub layer: Layer,
    pub parameters: Vec<Parameter>,
    /// Parameters that this layer relaxes by a recorded decision.
    pub overrides: BTreeSet<String>,
}

/// A value in force, and the layer that it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Effective {
    pub value: ParameterValue,
    pub stricter: Stricter,
    pub layer: Layer,
}

/// Why two layers do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CollisionKind {
    /// Neither way is stricter, and they differ.
    Differs,
    /// The lower layer asks for less than the higher one.
    Relaxes,
    /// A number against a text, or two opinions on which way is stricter.
    DoesNotFit,
}

/// Two layers that do not go together; the higher one stays in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Collision {
    pub parameter: String,
    pub kind: CollisionKind,
    pub higher: Effective,
    pub lower: Effective,
}

/// What is in force when all layers are put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Combined {
    pub effective: BTreeMap<String, Effective>,
    pub collisions: Vec<Collision>,
}

/// Puts layers together, whatever their order: higher layers come before lower ones.
#[must_use]
pub fn combine(layers: &[LayerParameters]) -> Combined {
    let mut ordered: Vec<&LayerParameters> = layers.iter().collect();
    ordered.sort_by_key(|layer| layer.layer);
    let mut combined = Combined::default();
    for layer in ordered {
        for parameter in &layer.parameters {
            let lower = Effective {
                value: parameter.value.clone(),
                stricter: parameter.stricter,
                layer: layer.layer,
            };
            let is_override = layer.overrides.contains(&parameter.id);
            add(&mut combined, &parameter.id, lower, is_override);
        }
    }
    combined
}

fn add(combined: &mut Combined, id: &str, lower: Effective, is_override: bool) {
    let Some(higher) = combined.effective.get(id).filter(|_| !is_override) else {
        combined.effective.insert(id.to_owned(), lower);
        return;
    };
    let together = if higher.stricter == lower.stricter {
        strictest(&higher.value, &lower.value, higher.stricter)
    } else {
        Err(CollisionKind::DoesNotFit)
    };
    let collision = match together {
        Ok(value) if value == lower.value && value == higher.value => return,
        Ok(value) if value == higher.value && higher.stricter != Stricter::Union => CollisionKind::Relaxes,
        Ok(value) => {
            let stricter = lower.stricter;
            combined.effective.insert(id.to_owned(), Effective { value, stricter, layer: lower.layer });
            return;
        }
        Err(kind) => kind,
    };
    combined.collisions.push(Collision {
        parameter: id.to_owned(),
        kind: collision,
        higher: higher.clone(),
        lower,
    });
}

/// The stricter of two values. It does not matter in which order values are put together.
///
/// # Errors
/// When they differ and neither is stricter, or they are of different kinds.
pub fn strictest(
    one: &ParameterValue,
    other: &ParameterValue,
    stricter: Stricter,
) -> Result<ParameterValue, CollisionKind> {
    use ParameterValue::{List, Number};
    match (one, other, stricter) {
        (Number(one), Number(other), Stricter::Lower) => Ok(Number(*one.min(other))),
        (Number(one), Number(other), Stricter::Higher) => Ok(Number(*one.max(other))),
        (List(one), List(other), Stricter::Union) => {
            let all: BTreeSet<&String> = one.iter().chain(other).collect();
            Ok(List(all.into_iter().cloned().collect()))
        }
        _ if one == other => Ok(one.clone()),
        (_, _, Stricter::None) => Err(CollisionKind::Differs),
        _ => Err(CollisionKind::DoesNotFit),
    }
}
