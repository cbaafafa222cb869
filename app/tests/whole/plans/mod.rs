//! What the guidelines ask of plans, documents, duties and agreements, tried on the shipped packs through the program.

mod adjusted;
mod agreed;
mod begun;
mod decided;
mod drafted;
mod kept;
mod needed;
mod prioritised;
mod recorded;
mod stated;
