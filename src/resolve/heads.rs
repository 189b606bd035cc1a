//! Members that are joined to groups, in any order and over any number of steps.

/// For each member a member nearer to the head of its group.
pub struct Heads(Vec<usize>);

impl Heads {
    pub fn new(members: usize) -> Heads {
        Heads((0..members).collect())
    }

    pub fn head(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.head(one), self.head(other));
        self.0[one.max(other)] = one.min(other);
    }
}
