//! Tests across crates: the architecture, and workflows over the merged router. All of it is in `tests/`.
