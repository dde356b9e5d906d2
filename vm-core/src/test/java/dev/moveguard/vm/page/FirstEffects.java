package dev.moveguard.vm.page;

import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.Handlers;
import dev.moveguard.vm.Program;
import dev.moveguard.vm.Vm;

final class FirstEffects {
    record Ask(String question) implements Effect<Integer> {}

    public static void main(String[] arguments) {
        Program<Integer> sum = Program.perform(new Ask("left"))
                .flatMap(left -> Program.perform(new Ask("right")).map(right -> left + right));

        Handler fixed = Handlers.on(
                        Ask.class,
                        (ask, k) -> Program.transfer(k, ask.question().length()))
                .orPass();

        int answer = new Vm().run(Handlers.install(fixed, sum));
        System.out.println(answer);
    }
}
